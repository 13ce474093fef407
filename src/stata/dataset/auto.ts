import { MISSING } from '../value/missing.ts';
import type { Value } from '../value/value.ts';
import { Dataset } from './dataset.ts';
import { type StorageType, stringTypeFor, widerStringType } from './storage-type.ts';

/** Cars that never existed. Those after the bar are foreign. */
const CARS =
  'Aldgate Comet|Aldgate Regal|Aldgate Swift|Birch Avenue|Birch Boulevard|Birch Court|Birch Drive|' +
  'Birch Lane|Birch Terrace|Colfax 200|Colfax 300|Colfax 400|Colfax Wagon|Dunmore Baron|' +
  'Dunmore Count|Dunmore Duke|Dunmore Earl|Ellis Falcon|Ellis Heron|Ellis Kestrel|Ellis Osprey|' +
  'Ellis Plover|Frankfort Six|Frankfort Eight|Garnet Alpine|Garnet Coast|Garnet Prairie|' +
  'Garnet Valley|Holloway Ace|Holloway King|Holloway Knave|Holloway Queen|Irving Dawn|Irving Dusk|' +
  'Irving Noon|Jasper Major|Jasper Minor|Kirkwood Elm|Kirkwood Maple|Kirkwood Oak|Landis Flute|' +
  'Landis Oboe|Landis Viola|Marlow Sprint|Marlow Stroll|Norcross Bay|Norcross Cape|Norcross Reef|' +
  'Ogden Crown|Ogden Orb|Ogden Sceptre|Pruitt Classic';
const FOREIGN_CARS =
  'Asano 1200|Asano 1600|Asano 2000|Brandt K|Brandt M|Brandt Z|Corvo Lungo|Corvo Presto|Dufour 4|' +
  'Dufour 5|Eklund A|Eklund B|Fujita Mini|Fujita Midi|Geiger 31|Geiger 52|Hamada Leaf|Hamada Twig|' +
  'Ivarsson 7|Jourdan Bleu|Kessler Rad|Lindqvist V';

/** Name, storage type, format, label. */
const VARIABLES: readonly (readonly [string, StorageType, string, string])[] = [
  ['price', 'int', '%8.0gc', 'Price'],
  ['mpg', 'int', '%8.0g', 'Mileage (mpg)'],
  ['rep78', 'int', '%8.0g', 'Repair record 1978'],
  ['headroom', 'float', '%6.1f', 'Headroom (in.)'],
  ['trunk', 'int', '%8.0g', 'Trunk space (cu. ft.)'],
  ['weight', 'int', '%8.0gc', 'Weight (lbs.)'],
  ['length', 'int', '%8.0g', 'Length (in.)'],
  ['turn', 'int', '%8.0g', 'Turn circle (ft.)'],
  ['displacement', 'int', '%8.0g', 'Displacement (cu. in.)'],
  ['gear_ratio', 'float', '%6.2f', 'Gear ratio'],
  ['foreign', 'byte', '%8.0g', 'Car origin'],
];

/**
 * Data on 74 cars, with the shape of the dataset that everybody's examples use and none of its numbers. The
 * numbers are computed from the cars' places in the list: heavy cars are expensive and need more fuel.
 */
export function autoDataset(): Dataset {
  const domestic = CARS.split('|');
  const makes = [...domestic, ...FOREIGN_CARS.split('|')];
  const dataset = new Dataset();
  const makeType = makes.map(stringTypeFor).reduce(widerStringType);
  const columns = VARIABLES.map(([name]) => name);
  const cars = makes.map((_make, at) => carAt(at, at >= domestic.length));
  Object.assign(dataset.add('make', makeType), { format: '%-18s', label: 'Make and model' });
  dataset.setObservations(makes.length);
  fill(dataset, 'make', makes);
  for (const [column, [name, type, format, label]] of VARIABLES.entries()) {
    Object.assign(dataset.add(name, type), { format, label });
    fill(
      dataset,
      columns[column] ?? name,
      cars.map((car) => car[column] ?? MISSING),
    );
  }
  const foreign = dataset.find('foreign');
  if (foreign !== undefined) foreign.valueLabel = 'origin';
  dataset.setValueLabel(
    'origin',
    new Map([
      [0, 'Domestic'],
      [1, 'Foreign'],
    ]),
  );
  dataset.label = '1978 automobile data';
  dataset.sortedBy = ['foreign'];
  dataset.isChanged = false;
  return dataset;
}

/** The numbers of one car, in the order of {@link VARIABLES}. */
function carAt(at: number, isForeign: boolean): readonly Value[] {
  const size = ((at * 29) % 74) / 74;
  const whim = ((at * 43) % 37) / 37;
  const weight =
    10 * Math.round((isForeign ? 185 : 215) + 160 * size + 30 * whim - (isForeign ? 25 : 0));
  const price = Math.round(2.15 * weight ** 0.95 + 2900 * whim * whim + (isForeign ? 1500 : 0));
  const mpg = Math.round(52_000 / (weight + 300) + 7 * (1 - whim));
  const repairs =
    at % 15 === 4 ? MISSING : 1 + ((at * 7 + (isForeign ? 3 : 0)) % (isForeign ? 3 : 5));
  return [
    price,
    mpg,
    isForeign && repairs !== MISSING ? repairs + 2 : repairs,
    1.5 + 0.5 * ((at * 11) % 7),
    Math.round(6 + 14 * size + 3 * whim),
    weight,
    Math.round(140 + weight / 45 + 6 * whim),
    Math.round(29 + weight / 330 + 2 * size),
    Math.round(weight / 10 - 120 + 90 * size),
    Math.fround(Math.round(100 * (3.9 - weight / 4000 + 0.3 * whim)) / 100),
    isForeign ? 1 : 0,
  ];
}

function fill(dataset: Dataset, name: string, values: readonly Value[]): void {
  const variable = dataset.find(name);
  for (const [at, value] of values.entries())
    if (variable !== undefined) variable.values[at] = value;
}
