// SPDX-License-Identifier: GPL-3.0-or-later
// Writes intents into the journal named by its argument and then waits to be killed (tst_journalcrash).
#include "fixtures.h"

#include <QCoreApplication>

#include <cstdio>

#include <unistd.h>

using namespace sm;
using namespace Qt::Literals::StringLiterals;

int main(int argc, char *argv[])
{
    const QCoreApplication application(argc, argv);
    auto journal = test::await(operations::Journal::open(application.arguments().value(1)));
    if (!journal || !*journal)
        return 1;
    const Plan plan = test::plan({test::step(u"done"_s), test::step(u"sent"_s)});
    if (!test::await((**journal)->beginPlan(plan, u"victim"_s))->has_value())
        return 1;
    const auto first = test::await((**journal)->begin(plan, 0, u"victim"_s));
    const auto ended = test::await((**journal)->end(first->value_or(0), StepState::Done, {}, {}, {}, {}));
    const auto second = test::await((**journal)->begin(plan, 1, u"victim"_s));
    if (!*ended || !*second)
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    for (;;)
        ::pause();
}
