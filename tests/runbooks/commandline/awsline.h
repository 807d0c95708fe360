// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <aws/models.h>
#include <commandline/awscli.h>

namespace sm::test {

/// Reads single lines as the AWS CLI would, with the models inside the program.
class AwsLine
{
public:
    /// The first `aws` command of \p text, whatever is around it.
    commandline::AwsCommand read(const QString &text) const
    {
        for (const commandline::CommandUse &use : commandline::commandsOf(commandline::readShell(text))) {
            if (!use.words.isEmpty() && use.words.first().literal() == QStringLiteral("aws"))
                return m_reader.read(use);
        }
        return {};
    }
    QStringList rules(const QString &text) const
    {
        QStringList rules;
        for (const commandline::Problem &problem : read(text).problems)
            rules << problem.rule;
        return rules;
    }
    /// \p text with every fix put in.
    QString fixed(QString text) const
    {
        QList<commandline::Problem> problems = read(text).problems;
        for (auto it = problems.crbegin(); it != problems.crend(); ++it) {
            if (it->fix)
                text.replace(it->place.offset, it->length, *it->fix);
        }
        return text;
    }

private:
    const aws::Models m_models;
    const commandline::AwsReader m_reader{m_models};
};

} // namespace sm::test
