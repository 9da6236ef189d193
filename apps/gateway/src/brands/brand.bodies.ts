import { BrandDetails, SaveBrandLogoRequest } from '@subjectline/contracts';
import { PickFields } from '@subjectline/schema';

export class SaveBrandBody extends BrandDetails {}

export class SaveBrandLogoBody extends PickFields(SaveBrandLogoRequest, ['content']) {}
