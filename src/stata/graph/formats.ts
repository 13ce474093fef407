import { bytesOfHex, utf8BytesOf } from '../../timeline/utf8.ts';
import type { Graph } from './graph.ts';
import { HEIGHT, type Rectangle, rectanglesOf, WIDTH } from './picture.ts';
import { png } from './png.ts';

/** The kinds of files that a graph can be exported to, by the ending of the name. */
export const GRAPH_FORMATS: ReadonlyMap<
  string,
  { readonly name: string; readonly write: (graph: Graph) => Uint8Array }
> = new Map([
  ['png', { name: 'PNG', write: (graph: Graph) => png(rectanglesOf(graph)) }],
  ['svg', { name: 'SVG', write: (graph: Graph) => utf8BytesOf(svg(rectanglesOf(graph))) }],
  ['pdf', { name: 'PDF', write: (graph: Graph) => utf8BytesOf(pdf(rectanglesOf(graph))) }],
]);

function svg(rectangles: readonly Rectangle[]): string {
  const shapes = rectangles.map(
    ({ x, y, width, height, colour }) =>
      `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${colour}"/>\n`,
  );
  const size = `width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n${shapes.join('')}</svg>\n`;
}

/** One page, four objects, and a table of where each begins. */
function pdf(rectangles: readonly Rectangle[]): string {
  const content = rectangles.map(({ x, y, width, height, colour }) => {
    const [red, green, blue] = Array.from(bytesOfHex(colour.slice(1)), (each) =>
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
