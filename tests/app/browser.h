// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDesktopServices>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QUrlQuery>

namespace sm::test {

/// Stands in for the desktop's browser while it lives: keeps the pages it was asked to open and, on request, visits
/// them as somebody who signs in at once.
class Browser : public QObject
{
    Q_OBJECT

public:
    Browser() { QDesktopServices::setUrlHandler(QStringLiteral("http"), this, "open"); }
    ~Browser() override { QDesktopServices::unsetUrlHandler(QStringLiteral("http")); }

    void visit(const QUrl &page)
    {
        QNetworkReply *reply = m_network.get(QNetworkRequest(page));
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            answers.append(reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt());
            reply->deleteLater();
        });
    }
    /// Comes back from \p page as another tab, or somebody else, would: with a state that nobody waits for.
    void comeBackWithWrongState(const QUrl &page)
    {
        QUrl back(QUrlQuery(page).queryItemValue(QStringLiteral("redirect_uri"), QUrl::FullyDecoded));
        back.setQuery(QStringLiteral("code=stolen&state=guessed"));
        visit(back);
    }

    bool visitsAtOnce = true;
    QList<QUrl> pages;
    QList<int> answers; ///< statuses of what was visited, after redirections

public Q_SLOTS:
    void open(const QUrl &page)
    {
        pages.append(page);
        if (visitsAtOnce)
            visit(page);
    }

private:
    QNetworkAccessManager m_network;
};

} // namespace sm::test
