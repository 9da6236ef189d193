/** `ada@example.com` → `a***@example.com`; `+15558675309` → `+1555***09`. */
export function mask(address: string): string {
  const at = address.lastIndexOf('@');
  if (at > 0) return `${address.slice(0, 1)}***${address.slice(at)}`;
  if (address.length <= 6) return '***';
  return `${address.slice(0, 5)}***${address.slice(-2)}`;
}
