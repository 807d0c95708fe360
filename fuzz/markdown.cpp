// SPDX-License-Identifier: GPL-3.0-or-later
#include "target.h"

#include <markdown/outline.h>
#include <markdown/reader.h>

/// A runbook in Markdown, from anywhere, down to the commands in it.
extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sm::aws::Models models;
    static const sm::commandline::AwsReader aws(models);
    const auto document = sm::markdown::read(QStringLiteral("fuzz.md"), sm::fuzz::bytesOf(data, size));
    if (document)
        static_cast<void>(sm::markdown::outline(*document, aws).has_value());
    return 0;
}
