import { Container } from '@mantine/core';
import { useRouter } from '@tanstack/react-router';
import { ProblemAlert } from '../ui/problem-alert';

/** Instead of a page that could not be drawn at all. */
export function ProblemPage({ error }: { readonly error: unknown }) {
  const router = useRouter();
  return (
    <Container size="sm" py="xl">
      <ProblemAlert error={error} onRetry={() => void router.invalidate()} />
    </Container>
  );
}
