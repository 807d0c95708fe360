// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <commandline/awscli.h>
#include <commandline/toolcommand.h>

/// A shell script, its AWS commands and those of other tools.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    using namespace sm::commandline;
    static const sm::aws::Models models;
    static const AwsReader aws(models);
    for (const CommandUse &use : commandsOf(readShell(QString::fromUtf8(sm::fuzz::bytesOf(data, size))))) {
        if (!use.words.isEmpty())
            aws.read(use);
        readTool(use);
    }
    return 0;
}
