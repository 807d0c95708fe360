// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <runbooks/runbookreader.h>
#include <runbooks/runbookwriter.h>

/// A runbook in YAML, from anywhere. One without problems is written and read again.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace sm::runbooks;
    const ReadRunbook read = readRunbook(QStringLiteral("fuzz.yaml"), sm::fuzz::bytesOf(data, size));
    if (read.problems.isEmpty()
        && !readRunbook(QStringLiteral("fuzz.yaml"), writeRunbook(read.runbook)).problems.isEmpty())
        __builtin_trap();
    return 0;
}
