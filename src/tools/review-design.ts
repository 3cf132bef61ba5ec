import * as z from 'zod/v4';
import { fail, ok } from '../errors.ts';
import { MAX_CHARACTERS } from './conversation-input.ts';
import { documentField, documentOf } from './document-input.ts';
import { checkInPassing, faultFindings } from './faults.ts';
import { defineTool } from './tool.ts';

const statement = { rule: z.string(), text: z.string(), evidence: z.array(z.looseObject({ source: z.string() })) };

/** Holds a design against the checklist and the anti-patterns. */
export const reviewDesign = defineTool({
  name: 'review_design',
  title: 'Review a design',
  description:
    'Reviews the design of a distributed process, as a process document, prose or both: each checklist item pass, fail or unknown with the line or sentence it rests on, anti-patterns, what the document leaves assumed, questions for what is not said. Returns approve or revise with the two changes that matter most.',
  input: z.strictObject({
    document: documentField,
    prose: z.string().max(MAX_CHARACTERS).optional().describe('A design text: README, decision record, proposal.'),
    detail: z.enum(['summary', 'full']).optional().describe('full shows every item with its reasons.'),
  }),
  output: z.object({
    verdict: z.enum(['approve', 'revise']),
    changes: z.array(z.string()),
    items: z.array(
      z.object({
        id: z.string(),
        text: z.string(),
        verdict: z.enum(['pass', 'fail', 'unknown']),
        reasons: z.array(z.object(statement)),
        question: z.string().nullable(),
      }),
    ),
    findings: z.array(z.looseObject({ ...statement, antiPattern: z.string().nullable(), change: z.string() })),
    questions: z.array(z.looseObject({ ...statement, item: z.string() })),
    assumed: z.array(z.string()),
    /** What the fault checker says of the document; null: there is none. */
    checked: z.enum(['holds', 'violated', 'inconclusive']).nullable(),
    full: z.boolean(),
  }),
  run: async ({ document, prose, detail }, context) => {
    const { knowledge } = context;
    if (document === undefined && (prose === undefined || prose.trim() === '')) {
      return fail({
        at: 'document',
        problem: 'document, prose: there is nothing to review',
        allowed: 'a process document, a design text, or both',
        next: 'Call review_design again with one of them; give_guidance with detail "full" drafts a document.',
      });
    }
    const { review } = await import('../review/index.ts');
    const words = { checklist: knowledge.checklist(), review: knowledge.review(), prose: knowledge.prose() };
    const full = detail === 'full';
    if (document === undefined) return ok({ ...review({ prose: prose ?? '' }, words), checked: null, full });
    const parsed = await documentOf('review_design', document, context);
    if (!parsed.ok) return parsed;
    const checked = await checkInPassing(parsed.value, context);
    const given = {
      document: parsed.value,
      faults: faultFindings(checked, knowledge.checker().unrepaired),
      ...(prose === undefined ? {} : { prose }),
    };
    return ok({ ...review(given, words), checked: checked.verdict, full });
  },
  render: async (view, { knowledge }) => {
    const [{ render }, { reviewView }] = await Promise.all([import('../render/index.ts'), import('./review-view.ts')]);
    return render(knowledge.prompts(), 'review-design', reviewView(view));
  },
});
