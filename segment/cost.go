package segment

// The costs of the search, all in one place. They are compared with the scores of
// candidates: taking a candidate of score s costs -s·scoreTaken, passing over one costs
// s·scorePassed if s is above zero. The values are those of the measured prototype,
// found by hand on annotated texts; see bench/README.md for what they reach.
const (
	scoreTaken  = 0.45
	scorePassed = 0.55

	// A sibling: the next member of an open list. That the number expected stands there
	// is evidence in itself.
	gainSecond       = -0.35
	gainThird        = -0.7 // the third and later of an unbroken list
	costNextRepaired = 0.2  // next after the repaired number, not after the printed one
	costSlip         = 0.45 // goes on from the last number of the list before (1, 6 7 8)
	costRepeat       = 1.1  // the number before once more (2 2 3), ...
	costRepeatAgain  = 0.2  // ... in a list that does so all along (1 1 1)
	costGap          = 1.2  // numbers are missing, plus
	costGapEach      = 0.5  // for each of them, up to
	costGapMost      = 3.0
	costBackwards    = 3.0 // the number does not rise
	costPlacement    = 0.5 // one stands at a line start, the other inside a line

	// A list that opens under the last node, or under an earlier one.
	costContinue    = 0.35 // goes on counting from the last list of its kind
	costNotOne      = 1.5  // starts elsewhere, plus
	costNotOneEach  = 0.6  // for each number that is missing before it
	costSameScheme  = 1.6  // inside a list of the same scheme, ...
	costSameOwn     = 0.6  // ... announced by the item it stands in
	costSecondList  = 0.5  // a second list under an earlier parent, ...
	costSecondLead  = 0.1  // ... announced by a paragraph
	costSecondOver  = 0.8  // ... over a list of its own scheme, which it could start again
	costInversion   = 2.5  // inside a list of lower rank: 一、 under （一）
	costSkippedRank = 0.25 // a rank is left out: 1. right under 一、
	costDeepAtTop   = 1.5  // （1） or ① with nothing above it

	// The same scheme starts again at 1.
	costRestart      = 3.0 // inside: a second list under one parent, ...
	costRestartLead  = 0.3 // ... announced by a paragraph
	costRestartBreak = 1.7 // ... behind a paragraph that announces nothing
	costRestartTop   = 4.5 // at the top, without a title before it
	costRestartTitle = 2.6 // inside, with a title before it

	// A plan begins.
	costPlan       = 0.2  // a title stands before a 1
	costPlanNotOne = 3.0  // a title stands before another number
	costNoPlan     = 1.5  // a list opens inside, though a title stands before it, plus
	costNoPlanEach = 0.7  // for each sign that the title is one
	gainPromised   = -2.0 // the title stands in the table of contents

	// Decimals say where they belong: 2.1.3 is under 2.1.
	gainDecimal = -1.5 // the numbers above agree
	costDecimal = 2.0  // they do not
)
