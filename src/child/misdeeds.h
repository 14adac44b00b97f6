// For tests alone: what a reader that a hostile file has taken over might try. No use case asks.
#pragma once

#include "child/frames.h"
#include "child/requests.h"

namespace mingce {

void misbehave(Misdeed misdeed, AnswerWriter& answer);

}  // namespace mingce
