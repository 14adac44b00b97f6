// The text a roster's fingerprint is taken of. It must come out the same from any library and in
// fifty years, so it is written down here in full.
//
// UTF-8, lines end in LF, parts of a line are separated by TAB. Inside a part, backslash, TAB, LF
// and CR are written \\ \t \n \r. Nothing is padded, sorted or normalised further.
//
//   mingce-roster<TAB>2
//   institution<TAB>…      intake<TAB>…      edition<TAB>…      as_of<TAB>YYYY-MM-DD<TAB>as printed
//   definition<TAB>…       one line for each line of definition_text()
//   rows<TAB>in<TAB>listed<TAB>annexed<TAB>filtered
//   volume<TAB>number from 1<TAB>name<TAB>students
//   group<TAB>department<TAB>major<TAB>class<TAB>students
//   annex<TAB>key of the state<TAB>students; after the groups of a volume
//   place<TAB>department<TAB>major<TAB>class; of an annex alone, before the first of its rows that
//     were admitted there
//   row<TAB>serial<TAB>the cells in column order, as printed
//
// The order of the lines is the order of the printed roster. A page's fingerprint is taken of its
// volume and group lines and the row lines that stand on it, after the line
//   page<TAB>n<TAB>m
// On a page of an annex these are its volume and annex lines, and the place and row lines that
// stand on it; the place of its first row stands there in any case, as it is printed again. The
// pages before the rows (cover, contents, statistics) name all groups and then all annexes of the
// volume.
#pragma once

#include <string>

#include "domain/roster.h"

namespace mingce {

std::string canonical_text(const CompiledRoster& roster);
/// The head lines, those before the first volume.
std::string canonical_head(const CompiledRoster& roster);
void append_canonical_volume(std::string& out, std::size_t number, const RosterVolume& volume);
void append_canonical_group(std::string& out, const RosterGroup& group);
void append_canonical_annex(std::string& out, const RosterAnnex& annex);
void append_canonical_place(std::string& out, const RosterPlace& place);
void append_canonical_row(std::string& out, const RosterRow& row);

}  // namespace mingce
