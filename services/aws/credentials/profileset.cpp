// SPDX-License-Identifier: GPL-3.0-or-later
#include <aws/profileset.h>

#include <QRegularExpression>

namespace sm::aws {

using namespace Qt::Literals::StringLiterals;

namespace {

/// "profile ops" in two words; the first is empty when there is but one.
struct Title
{
    QString kind;
    QString name;
};

bool isName(const QString &text)
{
    static const QRegularExpression form(u"\\A[A-Za-z0-9_\\-/.%@:+]+\\z"_s);
    return form.match(text).hasMatch();
}

/// The name without its quotes, which allow spaces; empty when it is none.
QString cleanName(const QString &text)
{
    const bool quoted = text.size() > 2 && text.startsWith(u'"') && text.endsWith(u'"');
    if (quoted) {
        const QString inner = text.sliced(1).chopped(1);
        return inner.contains(u'"') ? QString() : inner;
    }
    return isName(text) ? text : QString();
}

Title titleOf(const QString &text)
{
    static const QRegularExpression blanks(u"[ \\t]+"_s);
    const qsizetype space = text.indexOf(blanks);
    if (space < 0)
        return {{}, cleanName(text)};
    return {text.left(space), cleanName(text.mid(space).trimmed())};
}

void merge(ProfileProperties &into, const ProfileProperties &from)
{
    for (auto each = from.begin(); each != from.end(); ++each) {
        if (isName(each.key()))
            into.insert(each.key(), each.value());
    }
}

QMap<QString, ProfileProperties> *sectionsOf(ProfileSet &set, const QString &kind)
{
    if (kind == "profile"_L1)
        return &set.profiles;
    if (kind == "sso-session"_L1)
        return &set.ssoSessions;
    return kind == "services"_L1 ? &set.services : nullptr;
}

void addConfig(ProfileSet &set, const QList<ProfileSection> &sections)
{
    for (const ProfileSection &section : sections) {
        const Title title = titleOf(section.title);
        if (auto *kind = sectionsOf(set, title.kind); kind && !title.name.isEmpty())
            merge((*kind)[title.name], section.properties);
    }
    if (set.profiles.contains(u"default"_s))
        return;
    for (const ProfileSection &section : sections) {
        if (section.title == "default"_L1)
            merge(set.profiles[u"default"_s], section.properties);
    }
}

void addCredentials(ProfileSet &set, const QList<ProfileSection> &sections)
{
    for (const ProfileSection &section : sections) {
        const Title title = titleOf(section.title);
        if (title.kind.isEmpty() && !title.name.isEmpty())
            merge(set.profiles[title.name], section.properties);
    }
}

} // namespace

Result<ProfileSet> ProfileSet::parse(
    const QString &configName, const QByteArray &config, const QString &credentialsName, const QByteArray &credentials)
{
    const Result<QList<ProfileSection>> configSections = parseProfileFile(configName, config);
    if (!configSections)
        return configSections.error();
    const Result<QList<ProfileSection>> credentialsSections = parseProfileFile(credentialsName, credentials);
    if (!credentialsSections)
        return credentialsSections.error();
    ProfileSet set;
    addConfig(set, *configSections);
    addCredentials(set, *credentialsSections);
    return set;
}

} // namespace sm::aws
