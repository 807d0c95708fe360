// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "arguments.h"
#include "mask.h"

#include <aws/shape.h>
#include <commandline/awscli.h>

namespace sm::commandline {

/// Puts the values of options into the input of an operation, by the model, as the AWS CLI would.
class InputBuilder
{
public:
    /// \param command  whose input, deferred, files and problems are filled
    /// \param isRaw  bytes are given as text (--cli-binary-format raw-in-base64-out), not as Base64
    InputBuilder(AwsCommand &command, Mask &mask, bool isRaw);

    /// The input as --cli-input-json gives it; options that follow win over it.
    void whole(const Argument &argument, const aws::Shape &shape);
    void member(const aws::Member &member, const Argument &argument);
    /// A value for a place below a member that the CLI has an option of its own for: "/Code/ZipFile".
    void inner(const QString &pointer, const aws::Member &member, const Argument &argument);
    /// Words of an option of the CLI's own; what is not certain is deferred as \p key.
    QString setting(const QString &key, const Argument &argument);
    void problem(Problem::Severity severity, const QString &rule, const QString &message);

private:
    QJsonValue value(const aws::Member &member, const QStringList &texts, const QString &pointer);
    QJsonValue listOfNames(const aws::Shape &shape, const QStringList &texts, const QString &pointer);
    QJsonValue complex(const aws::Shape &shape, const QStringList &texts, const QString &pointer);
    QJsonValue json(const QString &text, const aws::Member *member, const QString &pointer);
    QJsonValue shorthand(const QString &text, const aws::Member &member, const QString &pointer);
    bool isLoneValue(const aws::Shape &shape, const QString &text) const;
    bool isFile(const QStringList &texts, const QString &pointer, bool isBytes);
    QJsonValue settled(const QJsonValue &value, const aws::Member *member, const QString &pointer);
    QJsonValue settledObject(const QJsonObject &object, const aws::Member *member, const QString &pointer);
    QJsonValue settledList(const QJsonArray &list, const aws::Member *member, const QString &pointer);
    QJsonValue settledText(const QString &text, const aws::Member *member, const QString &pointer);
    QJsonValue scalar(const aws::Shape &shape, const QString &text, const QString &pointer);
    QJsonValue bytes(const QString &text, const QString &pointer);
    void checkEnumeration(const aws::Shape &shape, const QString &text);
    void defer(const QString &pointer, const Word &word);

    AwsCommand &m_command;
    Mask &m_mask;
    bool m_isRaw;
    bool m_isShorthand = false; ///< texts become what the shape says; in JSON they stay texts
    Place m_place; ///< of the value in hand
    qsizetype m_length = 0;
    QString m_option; ///< "--name"
    Place m_optionPlace;
};

} // namespace sm::commandline
