import { describeApi } from './openapi.writer';

/* Run by `OpenApiDocument`: writes the document to its standard output. */
void describeApi(process.argv[2]).then((document) => {
  process.stdout.write(JSON.stringify(document));
});
