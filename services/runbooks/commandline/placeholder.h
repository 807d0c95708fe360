// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace sm::commandline {

/// Whether the whole of \p text is a word that the reader of a runbook has to replace: "<task-id>", "{{ table }}",
/// "YOUR_BUCKET", "FUNCTION_NAME", "ACCOUNT_ID", "us-east-1_XXXXXXX". Capitals alone are none: "PAY_PER_REQUEST" and
/// "SUPPRESS" are values.
bool isPlaceholder(const QString &text);

/// The placeholders that occur in \p text, in their order: of "arn:aws:sns:REGION_NAME:<account>:x" both.
QStringList placeholdersIn(const QString &text);

} // namespace sm::commandline
