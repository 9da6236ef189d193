import { ConfirmRequestByLink, ReadRequestPage } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { requestConfirmed, requestPage } from '../views/request';
import { statePage } from '../views/states';
import { disowning } from './disown';
import { renewRequestLink } from './renew';

/** `pri_…`: a person confirms a privacy request. */
export const requestLink: LinkPurpose = {
  async show(bus, link) {
    const { organization, about } = link.view;
    const { tag, texts } = link.language;
    const question = { organization, about, locale: tag };
    const { status, user_right_label } = await bus.ask(ReadRequestPage, question);
    return status === 'unverified' ? requestPage(texts, link, user_right_label) : statePage(texts, 'moved');
  },
  acts: {
    async confirm(bus, link) {
      const { return_to } = await bus.ask(ConfirmRequestByLink, referenceOf(link));
      return { content: requestConfirmed(link.language.texts), redirectUrl: return_to };
    },
    ...disowning,
    renew: renewRequestLink,
  },
};
