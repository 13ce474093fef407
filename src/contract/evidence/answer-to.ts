import type { ExchangeEvidence, ExperimentEvidence, Question } from './evidence.ts';

/** An exchange of an experiment; undefined when it was not made. */
export function exchangeIn(
  { exchanges }: ExperimentEvidence,
  asked: Question,
): ExchangeEvidence | undefined {
  return exchanges.find((exchange) => exchange.asked === asked);
}

/** The same for an exchange that is always made. If it is missing, it counts as unanswered. */
export function answerTo(experiment: ExperimentEvidence, asked: Question): ExchangeEvidence {
  return exchangeIn(experiment, asked) ?? { ...UNANSWERED, asked };
}

const UNANSWERED = {
  sentAtMs: 0,
  answeredAtMs: null,
  endedAtMs: null,
  status: null,
  headers: {},
  body: '',
  bodyBytes: 0,
  errorCode: null,
  hasResult: false,
  failure: 'was not made',
} as const;
