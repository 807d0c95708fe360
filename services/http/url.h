// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QMap>

namespace sm::http {

/// An absolute http or https URL that is fit to be asked. Values are data: they are percent-encoded (RFC 3986, all but
/// the unreserved characters), so that none of them changes the host, the number of path segments or the parameters.
///
///     Url::of(u"https://api.example.com/jobs/{job}/runs?day={day}"_s, {{u"job"_s, job}, {u"day"_s, day}})
class Url
{
public:
    /// \p pattern comes from an author: text outside ASCII is encoded, anything else has to be a URL as it stands. A
    /// {name} may stand in the path and the query; values that it does not name are ignored.
    ///
    /// \error Kind::Invalid (code "Url")  not http or https, user name or password (a header is the place for those),
    ///        a fragment, a host that is no DNS name or address, what no URL may hold, a {name} without a value, a
    ///        value that would make a path segment empty or climb (".", "..", also between slashes), more than 32 KiB
    /// \error Kind::Denied  (code "Host") addresses and names under which clouds hand out credentials, and link-local
    ///        ones: nothing to probe there
    static Result<Url> of(const QString &pattern, const QMap<QString, QString> &values = {});

    bool isEmpty() const { return m_encoded.isEmpty(); }
    /// As it is sent.
    QByteArray encoded() const { return m_encoded; }
    /// For messages: without the query, which may hold what is nobody's business.
    QString shown() const;
    QString host() const { return m_host; }
    /// Whether everybody on the way can read along: http to another computer.
    bool isExposed() const { return m_isExposed; }

private:
    QByteArray m_encoded;
    QString m_host;
    bool m_isExposed = false;
};

} // namespace sm::http
