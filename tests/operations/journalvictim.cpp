// SPDX-License-Identifier: GPL-3.0-or-later
// Writes intents into the journal named by its argument and then waits to be killed (tst_journalcrash,
// tst_journalseat).
#include "journalfixtures.h"

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
    const auto run = test::answer((**journal)->beginRun(plan, u"victim"_s, {}));
    const auto first = test::answer((**journal)->begin(test::intent(run.value_or(0), 0, u"done"_s)));
    const auto ended = test::answer((**journal)->end(test::conclusion(first.value_or(0))));
    const auto second = test::answer((**journal)->begin(test::intent(run.value_or(0), 1, u"sent"_s)));
    if (!ended || !second)
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    for (;;)
        ::pause();
}
