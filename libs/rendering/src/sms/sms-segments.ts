/** GSM 03.38, the default alphabet. */
const gsmBasic = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Its extension: each of these counts as two characters. */
const gsmExtended = new Set('^{}\\[~]|€\f');

/** The number of SMS segments of a text. Concatenated ones have a header (3GPP TS 23.040). */
export function smsSegments(text: string): number {
  const units = text.split('');
  const extended = units.filter((unit) => gsmExtended.has(unit)).length;
  const isGsm = units.every((unit) => gsmBasic.has(unit) || gsmExtended.has(unit));
  const places = isGsm ? units.length + extended : units.length;
  const [alone, joined] = isGsm ? [160, 153] : [70, 67];
  return places <= alone ? 1 : Math.ceil(places / joined);
}
