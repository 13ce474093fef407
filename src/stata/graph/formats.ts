import type { Graph } from './graph.ts';
import { HEIGHT, type Rectangle, rectanglesOf, WIDTH } from './picture.ts';

/** The kinds of files that a graph can be exported to, by the ending of the name. */
export const GRAPH_FORMATS: Readonly<
  Record<string, { readonly name: string; readonly write: (graph: Graph) => Uint8Array }>
> = {
  png: { name: 'PNG', write: (graph) => png(rectanglesOf(graph)) },
  svg: { name: 'SVG', write: (graph) => Buffer.from(svg(rectanglesOf(graph))) },
  pdf: { name: 'PDF', write: (graph) => Buffer.from(pdf(rectanglesOf(graph)), 'latin1') },
};

function svg(rectangles: readonly Rectangle[]): string {
  const shapes = rectangles.map(
    ({ x, y, width, height, colour }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>\n`,
  );
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${shapes.join('')}</svg>\n`;
}

const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Loaded with the first picture: Stata is started more often than it draws. */
const zlib = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib');

/** Eight bits a channel, three channels, no filter, no interlacing. */
function png(rectangles: readonly Rectangle[]): Uint8Array {
  const lineBytes = 1 + 3 * WIDTH;
  const pixels = Buffer.alloc(lineBytes * HEIGHT);
  for (const { x, y, width, height, colour } of rectangles) {
    const rgb = Buffer.from(colour.slice(1), 'hex');
    for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row += 1) {
      for (let column = Math.max(0, x); column < Math.min(WIDTH, x + width); column += 1) {
        rgb.copy(pixels, row * lineBytes + 1 + 3 * column);
      }
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    pngChunk('IDAT', zlib().deflateSync(pixels)),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Uint8Array): Uint8Array {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(zlib().crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** One page, four objects, and a table of where each begins. */
function pdf(rectangles: readonly Rectangle[]): string {
  const content = rectangles.map(({ x, y, width, height, colour }) => {
    const [red, green, blue] = [...Buffer.from(colour.slice(1), 'hex')].map((each) =>
      (each / 255).toFixed(3),
    );
    return `${red} ${green} ${blue} rg ${x} ${HEIGHT - y - height} ${width} ${height} re f\n`;
  });
  const stream = content.join('');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Contents 4 0 R >>`,
    `<< /Length ${stream.length} >>\nstream\n${stream}endstream`,
  ];
  let text = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const place = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const entries = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  return (
    `${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}` +
    `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`
  );
}
