export { CompiledWording, UnusableWording, type RenderedParts, type RenderOptions } from './compiled-wording';
export { examineWording } from './examine-wording';
export type { FlatTemplate } from './pieces';
export { smsSegments } from './sms-segments';
export { flatten } from './template';
export type { WordingProblem } from './wording-parts';
export { RenderedTooLong, type Variables } from './write';
