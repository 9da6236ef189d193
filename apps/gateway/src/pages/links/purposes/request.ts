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
    const { language } = link;
    const request = await bus.ask(ReadRequestPage, { organization, about, locale: language.tag });
    return request.status === 'unverified'
      ? requestPage(language, link, request)
      : statePage(language.texts, 'moved');
  },
  acts: {
    async confirm(bus, link) {
      const { return_to, ...facts } = await bus.ask(ConfirmRequestByLink, referenceOf(link));
      return { content: requestConfirmed(link.language, facts), redirectUrl: return_to };
    },
    ...disowning,
    renew: renewRequestLink,
  },
};
