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
    const token = this.readAny(header, this.name);
    return token !== undefined && isSessionToken(token) ? token : null;
  }

  /** @returns a `Set-Cookie` */
  set(token: string): string {
    return this.write(this.name, token, sessionLifetimeMs / 1_000);
  }

  clear(): string {
    return this.write(this.name, '', 0);
  }

  /** Of another cookie that is as protected. */
  readAny(header: string | undefined, name: string): string | undefined {
    return parseCookie(header ?? '')[name];
  }

  write(name: string, value: string, maxAge: number): string {
    const { secure } = this;
    return stringifySetCookie({ name, value, maxAge, path: '/', httpOnly: true, sameSite: 'strict', secure });
  }
}
