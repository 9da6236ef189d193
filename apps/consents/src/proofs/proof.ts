import { largestProofBytes, proofTypes, type ProofType } from '@subjectline/contracts';

export interface ReadProof {
  readonly type: ProofType;
  readonly bytes: number;
  /** In base64. */
  readonly content: string;
}

/** The rule that a proof breaks. */
export type ProofFault = 'isDataUri' | 'proofType' | 'proofContent' | 'proofSize';

const dataUri = /^data:([\w.+/-]{1,100});base64,([A-Za-z0-9+/]+={0,2})$/;

/** The first bytes of each type of file (its specification, or the signatures of the `file` command). */
const beginnings: Readonly<Record<ProofType, readonly string[]>> = {
  'application/pdf': ['%PDF-'],
  'image/png': ['\x89PNG\r\n\x1a\n'],
  'image/jpeg': ['\xff\xd8\xff'],
  'image/gif': ['GIF87a', 'GIF89a'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['PK\x03\x04'],
  'application/msword': ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
};

/** Reads a data URI whose bytes are of the type that it names. */
export function readProof(uri: string): ReadProof | ProofFault {
  const [, name = '', content = ''] = dataUri.exec(uri) ?? [];
  if (!content) return 'isDataUri';
  const type = typeNamed(name.toLowerCase());
  if (!type) return 'proofType';
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > largestProofBytes) return 'proofSize';
  return isOfType(bytes, type) ? { type, bytes: bytes.length, content } : 'proofContent';
}

function typeNamed(name: string): ProofType | undefined {
  // a common misnomer
  return name === 'image/jpg' ? 'image/jpeg' : proofTypes.find((type) => type === name);
}

function isOfType(bytes: Buffer, type: ProofType): boolean {
  const begins = beginnings[type].some((text) =>
    bytes.subarray(0, text.length).equals(Buffer.from(text, 'latin1')),
  );
  // a DOCX is a ZIP archive; the names in it are not compressed
  const isArchive = type.endsWith('wordprocessingml.document');
  return begins && (!isArchive || bytes.includes('word/document.xml'));
}
