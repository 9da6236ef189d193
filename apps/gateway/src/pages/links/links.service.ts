import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  brandFor,
  Brands,
  linkTokenPattern,
  PublicSettings,
  ReadLink,
  type Browser,
  type LinkView,
} from '@subjectline/contracts';
import type { PageBrand } from './html/brand';
import type { PageContent } from './html/document';
import type { Action, FormBasis, SentForm } from './html/form';
import { purposeOf } from './purpose-of';
import { languageOf, type Language } from './language';
import type { OpenedLink } from './link';
import { allowedRedirect } from './allowed-redirect';
import { expiredPage, notRenewed } from './views/expired';
import { disownedPage } from './views/not-me';
import { refusalOf, statePage } from './views/states';

/** Seen from `/links`; relative, as a proxy may have put us below a path of its own. */
const consoleUrl = './';

/** Who opens a link, as far as that matters. */
export interface Visitor {
  readonly acceptLanguage: string | undefined;
  readonly clientDigest: string | null;
  readonly browser: Browser;
}

/** What goes out: a page, or a way on. */
export interface Visit {
  readonly language: Language;
  readonly content: PageContent;
  /** Where its person is sent on to, in place of the page. */
  readonly redirectUrl: string | null;
  /** The sites that a form of the page may end at. */
  readonly formTargets: readonly string[];
  /** Whose link it is; null where that is not known or has no brand. */
  readonly brand: PageBrand | null;
  /** Of the session of the console that was opened. */
  readonly sessionToken?: string | null;
}

/** Shows and acts on links. The rules belong to the service that owns the link's subject. */
@Injectable()
export class LinksService {
  constructor(private readonly bus: Bus) {}

  async show(basis: FormBasis, visitor: Visitor): Promise<Visit> {
    const link = await this.open(basis, visitor);
    if (link === null) return unknown(visitor);
    const content = await pageOr(link, async () => stateOf(link) ?? link.purpose.show(this.bus, link));
    const { language, brand } = link;
    return { language, content, redirectUrl: null, formTargets: formTargetsOf(link), brand };
  }

  async act(form: SentForm, visitor: Visitor): Promise<Visit> {
    const link = await this.open(form, visitor);
    if (link === null) return unknown(visitor);
    let redirectUrl: string | null = null;
    let sessionToken: string | null = null;
    const content = await pageOr(link, async () => {
      const over = worksWhenOver(form.action) ? null : stateOf(link);
      if (over) return over;
      const act = link.purpose.acts[form.action];
      if (!act) throw new AppError('invalid');
      const outcome = await act(this.bus, link, form.reason);
      sessionToken = outcome.sessionToken ?? null;
      if (sessionToken !== null) redirectUrl = consoleUrl;
      if (outcome.redirectUrl !== undefined) redirectUrl = redirectOf(link, outcome.redirectUrl);
      return outcome.content;
    });
    const { language, brand } = link;
    return { language, content, redirectUrl, formTargets: [], brand, sessionToken };
  }

  private async open({ token, redirectUrl }: FormBasis, visitor: Visitor): Promise<OpenedLink | null> {
    const view = await this.read(token);
    if (!view) return null;
    const purpose = purposeOf(view);
    const [allowedOrigins, brand] = await Promise.all([this.allowedOriginsOf(view), this.brandOf(view)]);
    return {
      token,
      redirectUrl: purpose.opensPreferences ? null : allowedRedirect(redirectUrl, allowedOrigins),
      view,
      purpose,
      allowedOrigins,
      brand,
      language: languageOf(view.locale, visitor.acceptLanguage),
      clientDigest: visitor.clientDigest,
      browser: visitor.browser,
    };
  }

  private async brandOf({ organization }: LinkView): Promise<PageBrand | null> {
    const known = await this.bus.read(Brands, organization);
    const brand = known && brandFor(known);
    return brand && { ...brand, organization };
  }

  private async read(token: string): Promise<LinkView | null> {
    if (!linkTokenPattern.test(token)) return null;
    try {
      return await this.bus.ask(ReadLink, { token });
    } catch (error) {
      if (error instanceof AppError && error.code === 'link_unknown') return null;
      throw error;
    }
  }

  /** Read from the broker: a site that was taken off the list a moment ago is off it. */
  private async allowedOriginsOf({ organization }: LinkView): Promise<readonly string[]> {
    return (await this.bus.read(PublicSettings, organization))?.allowed_origins ?? [];
  }
}

/** The address in the link wins over the one that was kept with its matter; neither counts off the list. */
function redirectOf({ redirectUrl, allowedOrigins }: OpenedLink, kept: string | null): string | null {
  return redirectUrl ?? allowedRedirect(kept, allowedOrigins);
}

/** Chromium holds a redirect after a form against the page's policy, so the way on has to be in it. */
function formTargetsOf({ redirectUrl, view, purpose, allowedOrigins }: OpenedLink): readonly string[] {
  if (purpose.opensPreferences) return allowedOrigins;
  const addresses = [redirectUrl, allowedRedirect(view.return_to, allowedOrigins)];
  return addresses.filter((address) => address !== null).map((address) => new URL(address).origin);
}

function unknown({ acceptLanguage }: Visitor): Visit {
  const language = languageOf(null, acceptLanguage);
  return {
    language,
    content: statePage(language.texts, 'unknown'),
    redirectUrl: null,
    formTargets: [],
    brand: null,
  };
}

/** Buttons that a link keeps after it has ended: the service that owns the link decides whether they still work. */
function worksWhenOver(action: Action): boolean {
  return action === 'renew' || action === 'take_back';
}

/** The page of a link that is no longer good, whatever it is about; null for one that is. */
function stateOf(link: OpenedLink): PageContent | null {
  const {
    purpose,
    view: { state },
    language,
  } = link;
  const { texts } = language;
  if (state === 'disowned') {
    return disownedPage(language, link, purpose.acts.take_back && link.view.reversible_until);
  }
  if (state === 'used') return purpose.used?.(link) ?? statePage(texts, 'used');
  if (state === 'expired' && !purpose.worksLate)
    return expiredPage(texts, link, purpose.acts.renew !== undefined);
  return null;
}

/** The page, or the one that says why there is none; what no page was made for is thrown on. */
async function pageOr(link: OpenedLink, make: () => Promise<PageContent>): Promise<PageContent> {
  try {
    return await make();
  } catch (error) {
    const code = error instanceof AppError ? error.code : null;
    const { purpose, language } = link;
    const { texts } = language;
    if (code === 'link_expired') return expiredPage(texts, link, purpose.acts.renew !== undefined);
    if (code === 'link_used' && purpose.used) return purpose.used(link);
    if (code === 'code_expired') return notRenewed(texts);
    const refusal = code && refusalOf(code);
    if (refusal) return statePage(texts, refusal);
    throw error;
  }
}
