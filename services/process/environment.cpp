// SPDX-License-Identifier: GPL-3.0-or-later
#include "environment.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QSet>

namespace sm::process {

using namespace Qt::Literals::StringLiterals;

namespace {

QString tr(const char *text) { return QCoreApplication::translate("process::Environment", text); }

bool isHandedOn(const QString &name)
{
    static const QSet<QString> names{u"PATH"_s, u"HOME"_s, u"USER"_s, u"LOGNAME"_s,
        u"TMPDIR"_s, // where it is and whose it is
        u"LANG"_s, u"LANGUAGE"_s, u"TZ"_s, // how it writes
        u"SSH_AUTH_SOCK"_s, u"KUBECONFIG"_s, u"DOCKER_HOST"_s, u"DOCKER_CONFIG"_s, u"DOCKER_CONTEXT"_s, // whom it asks
        // How it gets out of the building; without these it can not.
        u"HTTP_PROXY"_s, u"HTTPS_PROXY"_s, u"NO_PROXY"_s, u"http_proxy"_s, u"https_proxy"_s, u"no_proxy"_s,
        u"SSL_CERT_FILE"_s, u"SSL_CERT_DIR"_s};
    return names.contains(name) || name.startsWith("LC_"_L1) || name.startsWith("XDG_"_L1);
}

bool isRefused(const QString &name)
{
    static const QSet<QString> names{u"AWS_ACCESS_KEY_ID"_s, u"AWS_SECRET_ACCESS_KEY"_s, u"AWS_SESSION_TOKEN"_s,
        u"AWS_SECURITY_TOKEN"_s, u"BASH_ENV"_s, u"ENV"_s, u"GLIBC_TUNABLES"_s};
    return names.contains(name) || name.startsWith("LD_"_L1);
}

Result<void> add(QProcessEnvironment &environment, const QString &name, const QString &value)
{
    static const QRegularExpression identifier(u"\\A[A-Za-z_][A-Za-z0-9_]*\\z"_s);
    if (!identifier.match(name).hasMatch() || value.contains(QChar::Null) || !value.isValidUtf16())
        return Error(Error::Kind::Invalid, tr("The environment variable \"%1\" can not be set.").arg(name))
            .withCode(u"Environment"_s);
    if (isRefused(name))
        return Error(Error::Kind::Invalid,
            tr("The environment variable %1 is not given to programs. For AWS, name a profile in AWS_PROFILE.")
                .arg(name))
            .withCode(u"Environment"_s);
    environment.insert(name, value);
    return ok();
}

QProcessEnvironment common()
{
    const QProcessEnvironment ours = QProcessEnvironment::systemEnvironment();
    QProcessEnvironment environment;
    for (const QString &name : ours.keys())
        if (isHandedOn(name))
            environment.insert(name, ours.value(name));
    environment.insert(u"TERM"_s, u"dumb"_s); // nothing draws for a screen that is not there
    return environment;
}

} // namespace

Result<QProcessEnvironment> childEnvironment(const Command &command)
{
    QProcessEnvironment environment = common();
    for (auto each = command.environment.begin(); each != command.environment.end(); ++each)
        if (const auto added = add(environment, each.key(), each.value()); !added)
            return added.error();
    for (auto each = command.secretEnvironment.begin(); each != command.secretEnvironment.end(); ++each)
        if (const auto added = add(environment, each.key(), QString::fromUtf8(each.value().reveal())); !added)
            return added.error();
    return environment;
}

} // namespace sm::process
