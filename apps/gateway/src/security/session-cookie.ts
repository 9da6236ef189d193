import { isSessionToken, sessionLifetimeMs } from '@subjectline/contracts';
import { parseCookie, stringifySetCookie } from 'cookie';

/** The cookie of a session of the console. Over https its name lets no other host or path set it (RFC 6265bis §4.1.3.2). */
export class SessionCookie {
  readonly name: string;
  private readonly secure: boolean;

  constructor(publicUrl: string | undefined) {
    this.secure = publicUrl?.startsWith('https:') ?? false;
    this.name = this.secure ? '__Host-subjectline' : 'subjectline';
  }

  /** The token, if there is one that we may have made. */
  read(header: string | undefined): string | null {
    const token = parseCookie(header ?? '')[this.name];
    return token !== undefined && isSessionToken(token) ? token : null;
  }

  /** @returns a `Set-Cookie` */
  set(token: string): string {
    return this.cookie(token, sessionLifetimeMs / 1_000);
  }

  clear(): string {
    return this.cookie('', 0);
  }

  private cookie(value: string, maxAge: number): string {
    const { name, secure } = this;
    return stringifySetCookie({ name, value, maxAge, path: '/', httpOnly: true, sameSite: 'strict', secure });
  }
}
