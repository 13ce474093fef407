import { bytesOfHex, concatenated, utf8BytesOf } from '../../timeline/utf8.ts';
import { HEIGHT, type Rectangle, WIDTH } from './picture.ts';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Two bits a pixel: which of the four colours of a palette it has. */
const PIXELS_A_BYTE = 4;
const LINE_BYTES = 1 + WIDTH / PIXELS_A_BYTE;

/**
 * A picture of at most four colours. It is small enough without being compressed, and so needs neither
 * Node's zlib, which browsers lack, nor a package on the way to each start of Stata.
 */
export function png(rectangles: readonly Rectangle[]): Uint8Array {
  const palette = [...new Set(rectangles.map(({ colour }) => colour))];
  // Size, 2 bits, colours from a palette, no filter, no interlacing.
  const header = [...bigEndian(WIDTH), ...bigEndian(HEIGHT), 2, 3, 0, 0, 0];
  return concatenated([
    Uint8Array.from(SIGNATURE),
    chunk('IHDR', Uint8Array.from(header)),
    chunk('PLTE', bytesOfHex(palette.map((colour) => colour.slice(1)).join(''))),
    chunk('IDAT', stored(linesOf(rectangles, palette))),
    chunk('IEND', new Uint8Array()),
  ]);
}

/** Each line begins with its filter, which is none: 0. */
function linesOf(
  rectangles: readonly Rectangle[],
  palette: readonly string[],
): Uint8Array<ArrayBuffer> {
  const lines = new Uint8Array(LINE_BYTES * HEIGHT);
  for (const { x, y, width, height, colour } of rectangles) {
    const index = palette.indexOf(colour);
    for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row += 1) {
      for (let column = Math.max(0, x); column < Math.min(WIDTH, x + width); column += 1) {
        const at = row * LINE_BYTES + 1 + Math.floor(column / PIXELS_A_BYTE);
        const shift = 6 - 2 * (column % PIXELS_A_BYTE);
        lines[at] = ((lines[at] ?? 0) & ~(3 << shift)) | (index << shift);
      }
    }
  }
  return lines;
}

/** A zlib stream of one block that is not compressed (RFC 1950, 1951): at most 65,535 bytes. */
function stored(data: Uint8Array): Uint8Array {
  const { length } = data;
  const [low, high] = [length & 0xff, length >> 8];
  const head = [0x78, 0x01, 1, low, high, ~low & 0xff, ~high & 0xff];
  return concatenated([Uint8Array.from(head), data, bigEndian(adler32(data))]);
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const body = concatenated([utf8BytesOf(type), data]);
  return concatenated([bigEndian(data.length), body, bigEndian(crc32(body))]);
}

function bigEndian(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
}

function adler32(bytes: Uint8Array): number {
  let [sum, sumOfSums] = [1, 0];
  for (const byte of bytes) {
    sum = (sum + byte) % 65_521;
    sumOfSums = (sumOfSums + sum) % 65_521;
  }
  return sumOfSums * 65_536 + sum;
}

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}
