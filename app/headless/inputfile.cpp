// SPDX-License-Identifier: GPL-3.0-or-later
#include "inputfile.h"

#include <QCoreApplication>
#include <QFile>

#include <cstdio>

namespace sm::app {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 LargestFileBytes = 5 * 1024 * 1024;

QString tr(const char *text) { return QCoreApplication::translate("sm::app::InputFile", text); }

} // namespace

Result<QByteArray> contentOf(const QString &name)
{
    QFile file(name);
    const bool isOpen = name == "-"_L1 ? file.open(stdin, QIODevice::ReadOnly) : file.open(QIODevice::ReadOnly);
    if (!isOpen)
        return Error(Error::Kind::Invalid, tr("%1 can not be read: %2.").arg(name, file.errorString()));
    const QByteArray content = file.read(LargestFileBytes + 1);
    if (content.size() > LargestFileBytes)
        return Error(Error::Kind::Invalid, tr("%1 is larger than 5 MB.").arg(name));
    return content;
}

} // namespace sm::app
