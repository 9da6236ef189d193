/** An error as it goes out over HTTP. */
export interface Answer {
  readonly status: number;
  readonly contentType: 'application/json' | 'application/problem+json';
  readonly body: object;
}
