// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "pythonserver.h"

namespace sm::test {

/// moto on a private port: an AWS account of its own for one test program.
///
///     if (const QString why = MotoServer::whyUnavailable(); !why.isEmpty())
///         QSKIP(qPrintable(why));
///     MotoServer moto({.signatures = MotoServer::Signatures::Enforced, .users = 20});
class MotoServer
{
public:
    enum class Signatures { Ignored, Enforced };

    struct Setup
    {
        Signatures signatures = Signatures::Ignored;
        int users = 0; ///< above 0: the demo's two user pools, the first with so many users
        bool costs = false; ///< the demo's Cost Explorer and CloudTrail
    };

    explicit MotoServer(const Setup &setup);
    MotoServer()
        : MotoServer(Setup{})
    {
    }

    static QString whyUnavailable();

    /// Empty when it runs, otherwise what was wrong.
    [[nodiscard]] QString failure() const { return m_server.failure(); }
    [[nodiscard]] QString endpoint() const { return text(u"endpoint"); } ///< such as http://127.0.0.1:40123
    [[nodiscard]] QString region() const { return text(u"region"); }
    [[nodiscard]] QString accountId() const { return text(u"accountId"); }
    [[nodiscard]] QString accessKeyId() const { return text(u"accessKeyId"); } ///< may do everything
    [[nodiscard]] QString secretAccessKey() const { return text(u"secretAccessKey"); }

private:
    [[nodiscard]] QString text(QStringView key) const { return m_server.facts().value(key).toString(); }

    PythonServer m_server;
};

} // namespace sm::test
