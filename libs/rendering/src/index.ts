export {
  CompiledWording,
  UnusableWording,
  type RenderedParts,
  type RenderOptions,
} from './wording/compiled-wording';
export type { Letterhead } from './brand/letterhead';
export { examineWording } from './wording/examine-wording';
export type { FlatTemplate } from './template/pieces';
export { smsSegments } from './sms/sms-segments';
export { withDates } from './template/dates';
export { flatten } from './template/template';
export type { WordingProblem } from './wording/wording-parts';
export { RenderedTooLong, type Variables } from './template/write';
