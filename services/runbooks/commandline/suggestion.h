// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

#include <optional>

namespace sm::commandline {

struct Suggestion
{
    QString name; ///< empty: nothing is near
    bool isSure = false; ///< near enough to be put in its place
};

/// The one of \p names that \p wanted was most likely meant to be.
Suggestion suggestion(const QString &wanted, const QStringList &names);

/// The command that does what \p wanted says with another verb: "get-db-instance" for "describe-db-instance".
QString withOtherVerb(const QString &wanted, const QStringList &commands);

/// The AWS CLI's name of a service that people and other tools call \p written; empty: none is known.
QString usualService(const QString &written);

/// What to write instead of an option that is often written although it does not exist; nullopt: none is known.
std::optional<QString> usualOption(const QString &service, const QString &command, const QString &option);

} // namespace sm::commandline
