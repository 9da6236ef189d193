/** Null where JetStream answers that there is no such stream, consumer or message. */
export async function orNotFound<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer;
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return null;
  }
}

function isNotFound(error: unknown): boolean {
  const apiError = (error as { api_error?: { code?: number } }).api_error;
  return apiError?.code === 404;
}
