// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "page.h"
#include "redaction.h"

#include <aws/shape.h>

namespace sm::lint {

/// Looks for the secrets in a runbook: what the models call sensitive, what is passed where programs take passwords,
/// and what looks like a key that somebody issued.
class SecretFinder
{
public:
    explicit SecretFinder(const Page &page);

    Redaction find();

private:
    void inCommand(const Command &command);
    void inInput(const QJsonValue &value, const aws::Shape *shape, const QString &name, int line);
    void inWords(const Command &command);
    void behindFlag(const Command &command, qsizetype at);
    void inNested(const QString &code, const commandline::Place &place);
    void inPasswordPipe(const Command &command);
    void inText(const QString &text, int line);
    void inCode(const QString &text, int line);
    void inKeyBlocks();
    void add(const QString &name, const commandline::Word &word, int line);
    void add(const QString &name, const QString &value, int line);

    const Page &m_page;
    Redaction m_found;
};

} // namespace sm::lint
