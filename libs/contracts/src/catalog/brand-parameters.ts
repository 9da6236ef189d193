import type { Parameter, ParameterType } from './messages';

function parameter(sample: string, type: ParameterType = 'text'): Parameter {
  return { type, required: false, secret: false, sample };
}

/**
 * What the words of every kind may name of the brand in which a message is sent. The service that sends fills them in;
 * no caller gives them. Each may be absent.
 */
export const brandParameters: Readonly<Record<string, Parameter>> = {
  brand_name: parameter('Acme'),
  brand_email: parameter('privacy@example.com'),
  brand_phone: parameter('+44 20 7946 0000'),
  brand_contact_url: parameter('https://www.example.com/contact', 'link'),
  brand_postal_address: parameter('Acme Ltd, 1 Main Street, London'),
  brand_privacy_notice_url: parameter('https://www.example.com/privacy', 'link'),
  brand_dpo_name: parameter('Ada Person'),
  brand_dpo_email: parameter('dpo@example.com'),
  brand_authority_name: parameter("Information Commissioner's Office"),
  brand_authority_url: parameter('https://ico.org.uk/make-a-complaint', 'link'),
};

export function isBrandName(name: string): boolean {
  return Object.hasOwn(brandParameters, name);
}

/**
 * Names the property in whose brand a message is sent. It travels among the values of the message, which identity hands on and
 * dispatch keeps, sealed; no words can show it.
 */
export const brandPropertyVariable = 'brand_property_id';
