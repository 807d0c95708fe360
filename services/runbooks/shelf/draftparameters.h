// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <commandline/word.h>
#include <runbooks/parameter.h>

namespace sm::runbooks {

/// The parameters of an imported runbook: what its commands leave to the reader to fill in.
class DraftParameters
{
public:
    explicit DraftParameters(QString file)
        : m_file(std::move(file))
    {
    }

    const QList<Parameter> &all() const { return m_all; }

    /// \p text as a template in which each placeholder ("<task-id>", "YOUR_BUCKET") is a parameter.
    QString templateOf(const QString &text);
    /// The same for \p word, whose variables become parameters too. Nothing: what it means is decided by something else
    /// than a value that a person can give.
    std::optional<QString> templateOf(const commandline::Word &word);
    /// "${parameters.NAME}" for what the file calls \p written; \p title is for people.
    QString reference(const QString &written, const QString &title, const QString &description = {});
    void setDefault(const QString &written, const QString &value);
    /// Where \p source is nothing but one parameter, that one gets \p type.
    void setType(const QString &source, Parameter::Type type);

private:
    Parameter &parameter(const QString &name);

    QString m_file;
    QList<Parameter> m_all;
};

} // namespace sm::runbooks
