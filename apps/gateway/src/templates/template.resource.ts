import { Flag, ListOf, Nested, ObjectOf, Text, With } from '@subjectline/schema';
import { TemplateBody } from './template.body';
import { templateIdOf } from './template-id';

const type = 'subject_identity_verification';

class TemplateContent {
  @Text({ example: 'Your code' }) subject!: string;
  @Text({ example: 'Your code is __CODE__.\nIt is valid for __MINUTES__ minutes.' }) body!: string;
}

export class Template {
  @Text({ example: type }) type!: string;
  @Text({ example: 'Subject identity verification' }) label!: string;
  @Nested(() => TemplateContent) content!: TemplateContent;
}

export class ShippedTemplate extends Template {
  @With(Flag, { example: false }) is_enabled!: boolean;
}

/** Fides' own, with the id by which it is read and deleted. */
export class TemplateResource extends Template {
  @Text({ example: templateIdOf('default', type) }) id!: string;
}

export class WholeTemplateResource extends TemplateResource {
  @With(Flag, { example: false }) is_enabled!: boolean;
  @ListOf(ObjectOf<object>(), { example: [] }) properties!: object[];
}

class FailedTemplate {
  @Text({ example: 'body: __CODE__ has to be shown; sms: __CODE__ has to be shown' }) message!: string;
  @With(Nested(() => TemplateBody), { example: { type, content: { subject: 'Your code', body: 'Hello' } } })
  data!: TemplateBody;
}

export class TemplateResults {
  @ListOf(() => TemplateResource) succeeded!: TemplateResource[];
  @ListOf(() => FailedTemplate) failed!: FailedTemplate[];
}
