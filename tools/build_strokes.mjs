// Builds data/strokes.csv: of each character its strokes in writing order, as the five classes of
// GB 13000.1 (1 heng, 2 shu, 3 pie, 4 dian, 5 zhe). Their number is the stroke count.
// Source: npm cnchar-order 3.2.6 (MIT).
//   npm install cnchar-order && node tools/build_strokes.mjs > data/strokes.csv
import { createRequire } from 'node:module';

const require = createRequire(process.env.NODE_MODULES ?? import.meta.url);
const order = require('cnchar-order');
const strokes = order.dict.orders;
const classes = { 横: 1, 提: 1, 竖: 2, 竖钩: 2, 撇: 3, 点: 4, 点2: 4, 捺: 4 };

const classOf = {};
for (const [letter, shape] of Object.entries(order.dict.strokeTable))
  classOf[letter] = classes[shape.name] ?? 5;

const lines = [];
for (const [character, letters] of Object.entries(strokes)) {
  if ([...character].length !== 1) continue;
  const digits = [...letters].map((letter) => classOf[letter]);
  if (digits.some((digit) => digit === undefined)) throw new Error(`stroke of ${character}`);
  lines.push([character.codePointAt(0), `${character},${digits.join('')}`]);
}
lines.sort((a, b) => a[0] - b[0]);
process.stdout.write('character,strokes\n' + lines.map((line) => line[1] + '\n').join(''));
