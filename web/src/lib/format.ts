// Numbers, money and days as people read them.
const kWhole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const kCents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const kMonths = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export const countries: Record<string, string> = {
  US: 'United States', CA: 'Canada', MX: 'Mexico', CN: 'China', JP: 'Japan', KR: 'South Korea', DE: 'Germany',
  VN: 'Viet Nam', IN: 'India', BR: 'Brazil', GB: 'United Kingdom', TW: 'Taiwan', IT: 'Italy', FR: 'France',
  TH: 'Thailand', CR: 'Costa Rica', CH: 'Switzerland', IE: 'Ireland', TR: 'Türkiye', ID: 'Indonesia', RU: 'Russia',
};
export const threes: Record<string, string> = { USA: 'United States', CAN: 'Canada', MEX: 'Mexico' };

export const country = (code: string): string => countries[code] ?? threes[code] ?? code;
export const theCountry = (code: string): string => (country(code).startsWith('United ') ? 'the ' : '') + country(code);

export const money = (text: string | null | undefined): string =>
  text === null || text === undefined || text === '' ? 'not known' : kCents.format(Number(text)).replace(/\.00$/, '');
export const whole = (value: number): string => kWhole.format(value);
/** What rounds to nothing has no sign. */
export const signed = (value: number, digits = 2): string => {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value > 0 ? '+' : '−'}${text}`;
};
export const percent = (part: string | null, all: string): string => {
  if (part === null || Number(all) === 0) return '';
  return `${Number(((100 * Number(part)) / Number(all)).toFixed(2))} %`;
};
export const day = (text: string): string => {
  const [year, month, date] = text.split('-').map(Number);
  return `${date} ${kMonths[(month ?? 1) - 1]} ${year}`;
};
export const asDate = (text: string): Date => new Date(`${text}T00:00:00Z`);
export const plusDays = (text: string, days: number): string => {
  const date = asDate(text);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
};
/** "100 to 250", or one number where both are the same. */
export const range = (low: string | null, high: string | null): string =>
  low === high ? money(low) : high === null ? `at least ${money(low)}` : `${money(low)} to ${money(high)}`;

/** A sentence's source, without a full stop of its own. */
export const cited = (text: string): string => text.replace(/\.+$/, '');

export const grades: Record<string, string> = {
  A: 'the act itself',
  B: 'official schedule',
  C: 'secondary source',
};

/** "Canada", "the United States and Mexico". */
const together = (codes: string[]): string => codes.map(theCountry).join(' and ');

/** What a move from one structure of deals to another is, as the beginning of a sentence. */
export function moveWords(move: { kind: string; by: string[]; other: string }): string {
  const who = together(move.by);
  if (move.kind === 'sign') return `${who} would sign`;
  if (move.kind === 'oust') return `${who} would oust ${theCountry(move.other)}`;
  if (move.kind === 'cut') return `${who} would end the deal with ${theCountry(move.other)}`;
  return `${who} would leave`;
}

/** Cuts a name to what the margin of a figure has room for. */
export const shortened = (most: number) => (text: string): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

export const structure = (name: string): string =>
  name === 'none' ? 'no deal' : name.replace(/USA/g, 'US').replace(/CAN/g, 'CA').replace(/MEX/g, 'MX').replace(/, /g, ' + ');
