import { AppError, ReadRequestPage, SignDeclaration } from '@subjectline/contracts';
import { referenceOf, type LinkPurpose } from '../link';
import { declarationPage, declarationSigned, maxNameLength } from '../views/declaration';
import { statePage } from '../views/states';
import { renewRequestLink } from './renew';

/** `pri_….declaration`: a person signs that they are the one whom a privacy request is about. */
export const declarationLink: LinkPurpose = {
  async show(bus, link) {
    const { organization, about } = link.view;
    const { tag, texts } = link.language;
    const { status } = await bus.ask(ReadRequestPage, { organization, about, locale: tag });
    return status === 'unverified' ? declarationPage(link.language, link) : statePage(texts, 'moved');
  },
  acts: {
    async confirm(bus, link, name) {
      if (name === null || name.length > maxNameLength) throw new AppError('invalid');
      const signature = { ...referenceOf(link), name, locale: link.language.tag };
      const { missing } = await bus.ask(SignDeclaration, signature);
      return { content: declarationSigned(link.language, missing) };
    },
    renew: renewRequestLink,
  },
};
