import type { Approval, ConsentProof } from '@subjectline/contracts';
import type { PageContent } from '../html/document';
import { fact } from '../html/fact';
import { formOf, type FormBasis } from '../html/form';
import { html, type Markup } from '../html/html';
import { filled, momentIn, type Language } from '../language';
import type { Texts } from '../texts/en';
import { choiceLists } from './choices';

export const maxReasonLength = 1_000;

/** What an approver has to know before deciding, and both ways to decide. */
export function approvalPage(language: Language, basis: FormBasis, approval: Approval): PageContent {
  const { approval: words } = language.texts;
  return {
    status: 200,
    symbol: 'ask',
    title: words.title,
    body: html`<p>${words.lead}</p>
      ${approval.superseded && html`<p class="note">${words.newer}</p>`}
      ${factList(language, basis, approval)} ${choiceLists(language, approval.consents)}
      ${formOf(basis, { action: 'approve', label: words.approve })}
      <section>
        <h2>${words.rejectTitle}</h2>
        ${formOf(basis, { action: 'reject', label: words.reject, isSecond: true, fields: reasonField(words) })}
      </section>`,
    footer: language.texts.common.looking,
  };
}

export function approved({ approval, common }: Texts, isSuperseded: boolean): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: approval.approvedTitle,
    body: html`<p>${isSuperseded ? approval.newer : approval.approved}</p>`,
    footer: common.close,
  };
}

export function rejected({ approval, common }: Texts): PageContent {
  return {
    status: 200,
    symbol: 'done',
    title: approval.rejectedTitle,
    body: html`<p>${approval.rejected}</p>`,
    footer: common.close,
  };
}

function factList({ tag, texts }: Language, { token }: FormBasis, approval: Approval): Markup {
  const { approval: words } = texts;
  const { organization_user_id, delegate, created_at, method, proofs } = approval;
  return html`<dl>
    ${fact(words.person, organization_user_id ?? '–')}
    ${delegate && fact(words.recordedBy, delegate.name ? `${delegate.name} (${delegate.id})` : delegate.id)}
    ${fact(words.recordedAt, momentIn(tag, created_at))}
    ${fact(words.method, method === 'signature' ? words.methodSignature : words.methodFile)}
    ${fact(words.proofs, proofs.length === 0 ? words.noProofs : proofs.map((proof) => proofLink(words, token, proof)))}
  </dl>`;
}

/** Asked for with the token of the link that is open: no other proof than those of its matter is handed out. */
function proofLink({ size }: Texts['approval'], token: string, { id, type, bytes }: ConsentProof): Markup {
  const query = new URLSearchParams({ token, id }).toString();
  const count = String(Math.max(1, Math.round(bytes / 1_024)));
  const name = `${proofName(type)}, ${filled(size, { count })}`;
  return html`<a href="links/proof?${query}" download>${name}</a><br />`;
}

const names: Readonly<Record<ConsentProof['type'], string>> = {
  'application/pdf': 'PDF',
  'image/png': 'PNG',
  'image/jpeg': 'JPG',
  'image/gif': 'GIF',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'DOCX',
  'application/msword': 'DOC',
};

export function proofName(type: ConsentProof['type']): string {
  return names[type];
}

function reasonField({ reason, reasonHint }: Texts['approval']): Markup {
  const hint = filled(reasonHint, { max: String(maxReasonLength) });
  return html`<label for="reason">${reason}</label>
    <p class="quiet" id="reason-hint">${hint}</p>
    <textarea
      id="reason"
      name="reason"
      required
      maxlength="${maxReasonLength}"
      aria-describedby="reason-hint"
    ></textarea>`;
}
