// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QMap>

namespace sm::aws {

/// The properties of a section, by name in lower case. A nested section is one value that begins with a line break and
/// holds a line a property.
using ProfileProperties = QMap<QString, QString>;

/// One section of a shared configuration file, as it stands there: "profile ops", "sso-session corp", "default".
struct ProfileSection
{
    QString title;
    ProfileProperties properties;
    int line = 0; ///< of the first heading with this title, from 1
};

/// Reads a shared configuration or credentials file (AWS SDKs and Tools Reference Guide, "Shared config and
/// credentials files"). Sections with the same title are one; the last value of a property counts.
///
/// \param fileName for messages
/// \error Kind::Invalid (code "ConfigFile") names file and line
Result<QList<ProfileSection>> parseProfileFile(const QString &fileName, const QByteArray &text);

/// The lines of a nested section: "\nendpoint_url = …" as a map.
ProfileProperties nestedProperties(const QString &value);

} // namespace sm::aws
