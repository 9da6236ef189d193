export const home = {
  title: 'Home',
  summary: {
    good: 'All is well.',
    overdue: (count: number) => (count === 1 ? '1 request is overdue.' : `${count} requests are overdue.`),
    dueSoon: (count: number) =>
      count === 1 ? '1 request is due within 7 days.' : `${count} requests are due within 7 days.`,
    review: (count: number) =>
      count === 1 ? '1 request waits for review.' : `${count} requests wait for review.`,
    notReady: 'Part of Subjectline is down.',
    noProvider: 'No messages can be sent yet.',
  },
  firstRun: {
    title: 'Get started',
    progress: (done: number, all: number) => `${done} of ${all} steps done`,
    hide: 'Hide',
    show: 'Show the first steps',
    done: 'Done',
    steps: {
      signIn: { title: 'Sign in', text: 'You are signed in.' },
      provider: {
        title: 'Choose who sends the messages',
        text: 'The built-in inbox keeps messages for you to look at. It needs no account and sends nothing.',
        action: 'Use the inbox',
        other: 'Use a real provider',
      },
      switches: {
        title: 'Ask for codes and reviews, and notify people',
        text: 'Turns on identity verification, reviews by hand, and the receipt, review and completion messages.',
        action: 'Turn on',
      },
      request: {
        title: 'Send a test request',
        text: 'Creates an access request of ada@example.com, as the form of your site would.',
        action: 'Send a test request',
      },
      verify: {
        title: 'Verify it with the code',
        text: 'The mail with the code is in the inbox.',
        code: 'Code from the mail',
        read: 'Fill in the code from the inbox',
        action: 'Verify',
        noCode: 'The mail with the code has not arrived yet. Try again in a moment.',
      },
      review: {
        title: 'Decide on it',
        text: 'Open the request, then approve it or deny it.',
        action: 'Open the request',
      },
    },
  },
  health: {
    title: 'Health',
    services: (up: number, all: number) => `${up} of ${all} parts are up`,
    down: (name: string) => `${name} is down`,
    blocked: (name: string) => `${name} cannot send at the moment`,
    provider: 'The active provider is set up',
    noProvider: 'No provider is ready to send',
    queued: (count: number) => (count === 1 ? '1 message is queued' : `${count} messages are queued`),
    unknown: (count: number) =>
      count === 1 ? '1 message has an unknown outcome' : `${count} messages have an unknown outcome`,
    failed: (count: number) => (count === 1 ? '1 message failed' : `${count} messages failed`),
  },
  due: {
    title: 'Due next',
    empty: 'No open request has to be answered.',
    all: 'All requests',
  },
};
