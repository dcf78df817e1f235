// Countries of the world (Natural Earth, public domain, by world-atlas), by their ISO 3166-1 numbers, joined to the
// countries of an economy.
import { feature } from 'topojson-client';
import type { FeatureCollection, Feature } from 'geojson';
import type { Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';

const kNumbers: Record<string, string> = {
  ARG: '032', AUS: '036', AUT: '040', BEL: '056', BRA: '076', CAN: '124', CHE: '756', CHL: '152', CHN: '156', COL: '170',
  CRI: '188', CZE: '203', DEU: '276', DNK: '208', ESP: '724', FIN: '246', FRA: '250', GBR: '826', GRC: '300', HUN: '348',
  IDN: '360', IND: '356', IRL: '372', ISR: '376', ITA: '380', JPN: '392', KOR: '410', MEX: '484', MYS: '458', NLD: '528',
  NOR: '578', NZL: '554', PER: '604', PHL: '608', POL: '616', PRT: '620', ROU: '642', RUS: '643', SAU: '682', SGP: '702',
  SVK: '703', SVN: '705', SWE: '752', THA: '764', TUN: '788', TUR: '792', TWN: '158', USA: '840', VNM: '704', ZAF: '710',
};
const kUnion = ['AUT', 'BEL', 'CZE', 'DEU', 'DNK', 'ESP', 'FIN', 'FRA', 'GRC', 'HUN', 'IRL', 'ITA', 'NLD', 'POL', 'PRT', 'ROU', 'SVK', 'SVN', 'SWE'];
// Members without a code above.
const kUnionNumbers = ['100', '191', '196', '233', '428', '440', '442', '470'];

const all = feature(world as unknown as Topology, 'countries') as unknown as FeatureCollection;

/** Each land with the code of the economy's country that it belongs to; `rest` where it has none of its own. */
export function lands(codes: string[]): { land: Feature; code: string | null }[] {
  const owner = new Map<string, string>();
  const rest = codes.find((code) => ['ROW', 'REST', 'WXD'].includes(code)) ?? null;
  const union = codes.find((code) => ['EU27', 'EUR', 'EUN', 'EU'].includes(code));
  if (union) for (const number of [...kUnion.map((code) => kNumbers[code] ?? ''), ...kUnionNumbers]) owner.set(number, union);
  for (const code of codes) if (kNumbers[code]) owner.set(kNumbers[code], code);
  return all.features
    .filter((land) => String(land.id) !== '010')
    .map((land) => ({ land, code: owner.get(String(land.id)) ?? rest }));
}
