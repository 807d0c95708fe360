# SPDX-License-Identifier: GPL-3.0-or-later
"""`run --answer` and `run --resume`: what a person says at a step, said beforehand or afterwards by a cron job."""
import unittest

import needs
from headless import DONE, IN_DOUBT, REFUSED, WAITS, WRONG_USAGE
from lookafter import ACKNOWLEDGE, AGREE, CALL, COUNTED, DECIDE, DISABLE, DISABLE_IF_YES, RESET, REVIEW, WithScriptedUser

ASKING = DISABLE + """    confirm: Really?
"""
LENIENT = DISABLE + """    on_failure: ask
"""


class Answers(WithScriptedUser):
    def setUp(self):
        super().setUp()
        self.answer("AdminDisableUser", {})

    def test_decision_givenBeforehand_isTakenAndJournalled(self):
        self.looks(True, True, False)

        outcome = self.run_it([DECIDE, DISABLE_IF_YES], "--yes", "--json", "--answer", "go=Yes",
                              "--reason", "She left.")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual(self.written(), ["AdminDisableUser"])
        entry = self.shown(0)
        self.assertEqual(entry["output"], {"choice": "Yes", "reason": "She left.", "by": entry["actor"]})
        self.assertTrue(entry["actor"])

    def test_decision_theOtherWay_leavesTheStepOut(self):
        self.looks(True)

        outcome = self.run_it([DECIDE, DISABLE_IF_YES], "--yes", "--json", "--answer", "1=Only look")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual([step["state"] for step in outcome.json()["steps"]], ["done", "skipped"])
        self.assertEqual(self.written(), [])

    def test_decision_open_saysWhatIsAskedAndHowToAnswer(self):
        self.looks(True)

        outcome = self.run_it([DECIDE, DISABLE_IF_YES], "--yes", "--json")

        self.assertEqual(outcome.code, WAITS, outcome)
        report = outcome.json()
        for words in ("step 1 of 2, “Decide”: Go on?", "stationmaster run --resume %d --yes" % report["run"],
                      "--answer go=Yes", "--answer 'go=Only look'"):
            self.assertIn(words, outcome.err)
        self.assertEqual(report["question"], {"step": 1, "answer": "go", "text": "Go on?",
                                              "choices": ["Yes", "No", "Only look"]})

    def test_plan_namesWhatItAsks(self):
        self.looks(True)

        plan = self.run_it([DECIDE, ASKING]).json()

        self.assertEqual([step["asks"] for step in plan["steps"]],
                         [[{"text": "Go on?", "choices": ["Yes", "No", "Only look"]}],
                          [{"text": "Really?", "choices": ["yes", "no"]}]])

    def test_resume_pastADecision_doesTheRestOnce(self):
        self.looks(True, True, False)
        first = self.run_it([DISABLE, DECIDE, CALL], "--yes", "--json").json()

        still = self.resume(first["run"])
        decided = self.resume(still.json()["run"], "--answer", "go=No")
        called = self.resume(decided.json()["run"], "--answer", "call=done")

        self.assertEqual([each.code for each in (still, decided, called)], [WAITS, WAITS, DONE], called)
        self.assertIn("--answer go=No", still.err)
        self.assertIn("--answer call=done", decided.err)
        self.assertEqual([step["state"] for step in called.json()["steps"]], ["done"] * 3)
        self.assertEqual(self.written(), ["AdminDisableUser"], "what is done is not done again")
        self.assertEqual(self.shown(1)["output"]["choice"], "No")

    def test_loop_isAnsweredAsAWholeOrTurnByTurn(self):
        greet = CALL.replace("Tell them.", "Tell ${item}.") + """    for_each: "['ada', 'eve']"
"""
        first = self.run_it([greet], "--yes", "--json", "--answer", "1=done")
        self.assertEqual((first.code, first.json()["question"]["answer"]), (WAITS, "2"), first)
        self.assertIn("--answer 2=skip", first.err)

        outcomes = (self.resume(first.json()["run"], "--answer", "2=done"),
                    self.run_it([greet], "--yes", "--json", "--answer", "call=done"))

        self.assertEqual([each.code for each in outcomes], [DONE, DONE], outcomes)

    def test_resume_withoutYes_showsHowFarItGot(self):
        self.looks(True, True, False)
        run = self.run_it([DISABLE, DECIDE, CALL], "--yes", "--json").json()["run"]
        second = self.resume(run, "--answer", "go=No").json()["run"]

        plan = self.stationmaster("run", "--resume", str(second))

        self.assertEqual((plan.code, plan.json()["resumes"]), (DONE, second), plan)
        self.assertEqual([step["state"] for step in plan.json()["steps"]], ["done", "done", "waiting"])

    def test_resume_ofARunThatWentOn_namesTheNewerOne(self):
        self.looks(True)
        first = self.run_it([DECIDE], "--yes", "--json").json()["run"]
        second = self.resume(first).json()["run"]

        outcome = self.resume(first, "--answer", "go=Yes")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("run %d" % second, outcome.err)

    def test_approval_refused_isOneAndNothingRuns(self):
        self.looks(True)

        outcome = self.run_it([AGREE, DISABLE], "--yes", "--answer", "agree=no", "--reason", "Not today.")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertIn("Not today.", outcome.err)
        self.assertEqual(self.written(), [])

    def test_typedText_givenBeforehand_goesOnAndNamesWhoTypedIt(self):
        self.looks(True, True, False)

        outcome = self.run_it([ACKNOWLEDGE, DISABLE], "--yes", "--json", "--answer", "read=ada")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertIn("ada, says %s" % self.shown(0)["actor"], outcome.err)
        self.assertEqual(outcome.json()["steps"][0]["output"]["by"], self.shown(0)["actor"])
        self.assertEqual(self.written(), ["AdminDisableUser"])

    def test_typedText_open_saysWhatHasToBeTypedAndNoCommandToCopy(self):
        self.looks(True)

        outcome = self.run_it([ACKNOWLEDGE, DISABLE], "--yes", "--json")

        self.assertEqual(outcome.code, WAITS, outcome)
        for words in ("“ada” in the place of TEXT", "--answer read=TEXT", "--answer read=stop"):
            self.assertIn(words, outcome.err)
        self.assertNotIn("read=ada", outcome.err)
        self.assertEqual(outcome.json()["question"],
                         {"step": 1, "answer": "read", "text": "This locks ada out.", "choices": ["ada", "stop"],
                          "typed": "ada"})
        self.assertEqual(self.written(), [])

    def test_typedText_other_isRefusedBeforeAnythingRuns(self):
        outcome = self.run_it([ACKNOWLEDGE, DISABLE], "--yes", "--answer", "read=yes")

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)
        self.assertIn("Choose one of: ada, stop", outcome.err)

    def test_typedText_ofAnEarlierStep_isComparedWhenItIsKnown(self):
        self.answer("ListUsers", {"Users": [{"Username": "ada"}, {"Username": "eve"}]}, times=9)

        wrong = self.run_it([COUNTED], "--yes", "--json", "--answer", "sure=3")
        right = self.resume(wrong.json()["run"], "--answer", "sure=2")

        self.assertEqual((wrong.code, right.code), (WAITS, DONE), right)
        self.assertIn("“2” in the place of TEXT", wrong.err)

    def test_typedText_stop_endsTheRun(self):
        outcome = self.run_it([ACKNOWLEDGE, DISABLE], "--yes", "--answer", "read=stop")

        self.assertEqual(outcome.code, REFUSED, outcome)
        self.assertEqual(self.written(), [])

    def test_evidence_missing_isRefusedBeforeAnythingRuns(self):
        outcome = self.run_it([REVIEW, DISABLE], "--yes", "--answer", "review=yes")

        self.assertEqual(outcome.code, WRONG_USAGE, outcome)
        self.assertIn("Link to the review", outcome.err)
        self.assertEqual(self.sent(), [])

    def test_evidence_givenWithTheAnswer_isKept(self):
        self.looks(True, True, False)

        outcome = self.run_it([REVIEW, DISABLE, AGREE], "--yes", "--json", "--answer",
                              "review=yes: https://example.com/r/17", "--answer", "agree=yes", "--reason", "She left.")

        self.assertEqual(outcome.code, DONE, outcome)
        self.assertEqual([self.shown(0)["output"][name] for name in ("reason", "evidence")],
                         ["https://example.com/r/17", "Link to the review"])
        self.assertEqual(self.shown(2)["output"]["reason"], "She left.")
        self.assertIn("Link to the review: https://example.com/r/17", outcome.err)

    def test_evidence_asTheReasonOfTheRun_counts(self):
        self.looks(True, True, False)

        outcome = self.run_it([REVIEW, DISABLE], "--yes", "--answer", "review=yes", "--reason", "https://example.com/17")

        self.assertEqual(outcome.code, DONE, outcome)

    def test_evidence_open_saysThatAReasonIsNeeded(self):
        self.looks(True)

        outcome = self.run_it([REVIEW, DISABLE], "--yes", "--json")

        self.assertEqual(outcome.code, WAITS, outcome)
        self.assertIn("Link to the review", outcome.err)
        self.assertIn("--answer 'review=yes: REASON'", outcome.err)
        self.assertEqual(outcome.json()["question"]["evidence"], "Link to the review")

    def test_confirmation_ofAStep_isAnsweredToo(self):
        self.looks(True, True, True, False)

        waits = self.run_it([ASKING], "--yes", "--json")
        outcome = self.resume(waits.json()["run"], "--answer", "disable=yes")

        self.assertEqual((waits.code, outcome.code), (WAITS, DONE), outcome)
        self.assertIn("Really?", waits.err)
        self.assertEqual(self.written(), ["AdminDisableUser"])

    def test_failedStepThatAsks_waitsAndIsLeftOutAsTold(self):
        self.looks(True)
        self.double.rules.clear()
        self.rule({"error": {"code": "NotAuthorizedException", "message": "No.", "status": 400}}, "AdminDisableUser")
        self.looks(True)

        waits = self.run_it([LENIENT, CALL], "--yes", "--json", "--answer", "call=done")
        outcome = self.resume(waits.json()["run"], "--answer", "disable=skip", "--answer", "call=done")

        self.assertEqual((waits.code, outcome.code), (WAITS, DONE), outcome)
        self.assertIn("--answer disable=retry", waits.err)
        self.assertEqual([step["state"] for step in outcome.json()["steps"]], ["skipped", "done"])

    def test_stepInDoubt_isSettledByWhoLooked(self):
        for status, times in (("CONFIRMED", 2), ("UNKNOWN", 9)):  # somebody else was there, too
            self.answer("AdminGetUser", self.ada(True, status), times=times)
        self.rule({"fault": "reset-before-headers"}, "AdminResetUserPassword")
        doubt = self.run_it([RESET], "--yes", "--json")
        self.assertEqual(doubt.code, IN_DOUBT, doubt)
        self.assertIn("--resume %d" % doubt.json()["run"], doubt.err)

        asks = self.resume(doubt.json()["run"])
        settled = self.resume(asks.json()["run"], "--answer", "reset=done", "--reason", "She has the mail.")

        self.assertEqual((asks.code, settled.code), (IN_DOUBT, DONE), settled)
        self.assertIn("--answer 'reset=not done'", asks.err)
        self.assertEqual(self.sent().count("AdminResetUserPassword"), 1)
        self.assertIn("She has the mail.", str(self.shown(0)["evidence"]))

    def test_answer_wrong_isRefusedBeforeAnythingRunsAndNamesTheChoices(self):
        self.looks(True)
        steps = [DECIDE, DISABLE, CALL]
        for answers, words in ((["nope=Yes"], ("nope", "go (Yes, No, Only look)", "call (done, skip, stop)")),
                               (["go=Maybe"], ("“Maybe”", "Yes, No, Only look")), (["go=yes"], ("Yes, No",)),
                               (["go"], ("STEP=CHOICE", "go (")), (["=Yes"], ("STEP=CHOICE",)),
                               (["go="], ("STEP=CHOICE",)), ([""], ("STEP=CHOICE",)), (["4=done"], ("“4”",)),
                               (["disable=done"], ("“disable” asks nothing", "call (")),
                               (["go=Yes", "go=No"], ("“go” is answered twice",))):
            for mode in ("--yes", "--plan"):
                with self.subTest(answers=answers, mode=mode):
                    given = [word for answer in answers for word in ("--answer", answer)]

                    outcome = self.run_it(steps, mode, *given)

                    self.assertEqual((outcome.code, outcome.out), (WRONG_USAGE, ""), outcome)
                    for each in words:
                        self.assertIn(each, outcome.err)
        self.assertEqual(self.sent(), [])
        self.assertEqual(self.stationmaster("journal", "list", "--json").json(), [])

    def test_resume_wrongAnswer_leavesTheRunAsItWas(self):
        self.looks(True, True, False)
        run = self.run_it([DECIDE, DISABLE], "--yes", "--json").json()["run"]

        wrong = self.resume(run, "--answer", "go=Maybe")
        sure = self.resume(run, "--answer", "disable=done")
        right = self.resume(run, "--answer", "go=Yes")

        self.assertEqual([each.code for each in (wrong, sure, right)], [WRONG_USAGE, WRONG_USAGE, DONE], right)
        self.assertIn("asks nothing", sure.err)


if __name__ == "__main__":
    needs.run()
