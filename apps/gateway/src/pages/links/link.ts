import type { Bus } from '@subjectline/bus';
import type { Browser, LinkView } from '@subjectline/contracts';
import type { PageBrand } from './html/brand';
import type { PageContent } from './html/document';
import type { Action, FormBasis } from './html/form';
import type { Language } from './language';

/** An opened link, with everything that its page needs. */
export interface OpenedLink extends FormBasis {
  readonly view: LinkView;
  readonly purpose: LinkPurpose;
  /** The sites that its person may be sent on to; an address of any other has been left out of `redirectUrl`. */
  readonly allowedOrigins: readonly string[];
  readonly brand: PageBrand | null;
  readonly language: Language;
  readonly clientDigest: string | null;
  readonly browser: Browser;
}

/** The result of a button. */
export interface Outcome {
  readonly content: PageContent;
  /** Left out, the page is shown; given, its person is sent on, to there unless the link itself says where. */
  readonly redirectUrl?: string | null;
  /** Of a session of the console: its person is signed in, and sent on to the console. */
  readonly sessionToken?: string;
}

export type Act = (bus: Bus, link: OpenedLink, reason: string | null) => Promise<Outcome>;

/** The purpose of a link: what its page shows and what its buttons do. */
export interface LinkPurpose {
  /** The page of a link that is still good. */
  show(bus: Bus, link: OpenedLink): PageContent | Promise<PageContent>;
  readonly acts: Partial<Record<Action, Act>>;
  /** The page of one that has done its work, where it is not the usual one. */
  used?(link: OpenedLink): PageContent;
  /** The button works on a link that is too late as well. */
  readonly worksLate?: true;
  /** Where else its button may lead than to the address in the link; every site of the organization's. */
  readonly opensPreferences?: true;
}

/** What the owner of a link's matter is asked with. */
export function referenceOf({ view: { organization, about }, token }: OpenedLink): {
  organization: string;
  about: string;
  token: string;
} {
  return { organization, about, token };
}
