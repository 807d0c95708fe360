// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <runbooks/parameter.h>

#include <QHash>
#include <QMap>

#include <functional>

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
    /// "${parameters.NAME}" for what the file calls \p written; the same for the same name.
    QString reference(const QString &written, const QString &description = {});
    /// The same for what the file does not name: with another \p description or default it is another parameter.
    QString named(const QString &base, const QString &description, const QString &defaultValue = {});
    /// The same for a secret. Its \p value, where the file has one in clear, is not kept in the parameter.
    QString secret(const QString &base, const QString &value, const QString &description);
    /// Where \p source is nothing but one parameter without a value, that one gets \p type.
    void setType(const QString &source, Parameter::Type type);

private:
    struct Named
    {
        QString name;
        bool isThere = false;
    };
    Parameter *find(const QString &name);
    /// The name for what is called \p base: that of the parameter which is the same, or the next that is free.
    Named nameFor(const QString &base, const std::function<bool(const Parameter &)> &isSame);
    QString add(const QString &name, const QString &description, Parameter::Type type = Parameter::Type::String);

    QString m_file;
    QList<Parameter> m_all;
    QHash<QString, qsizetype> m_index; ///< into m_all, by name
    QMap<QString, QString> m_secrets; ///< what the file has in clear, by parameter
};

} // namespace sm::runbooks
