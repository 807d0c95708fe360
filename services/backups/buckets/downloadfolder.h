// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <core/result.h>

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace sm::backups {

/// An open file descriptor, closed when it goes.
class Descriptor
{
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {
    }
    ~Descriptor();
    Descriptor(Descriptor &&other) noexcept;
    Descriptor &operator=(Descriptor &&other) noexcept;
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;

    int number() const { return m_number; }
    bool isOpen() const { return m_number >= 0; }

private:
    int m_number;
};

/// A file that comes into being aside, in the folder where it is going to be, and gets its name when it is whole.
/// What an earlier attempt left aside is gone on with. Never written through a link, never over anything.
class DownloadFile
{
public:
    using Sink = std::function<Result<void>(const QByteArray &piece)>;

    DownloadFile(Descriptor folder, QByteArray name, Descriptor aside, QByteArray asideName);

    /// How many bytes are there from an earlier attempt.
    /// \error Kind::Storage
    Result<qint64> size() const;
    /// Reads what is there.
    Result<void> read(const Sink &sink) const;
    Result<void> add(const QByteArray &piece);
    /// Puts it on the disk and gives it its name.
    /// \error Kind::Storage (code "Exists") something is there by now
    Result<void> publish();
    /// Takes away what is aside.
    void discard();

private:
    Descriptor m_folder;
    QByteArray m_name;
    Descriptor m_aside;
    QByteArray m_asideName;
};

/// A folder below which files come into being. No name leads out of it, whatever others do in it meanwhile: each part
/// is opened in the folder before it, and links are not followed.
class DownloadFolder
{
public:
    /// Made where it is missing, its owner's alone.
    /// \error Kind::Storage
    static Result<DownloadFolder> open(const QString &path);

    /// What is at \p name, which whyNoFileName() takes: reads it into \p sink.
    /// \return whether there is a file
    /// \error Kind::Storage (code "Refused") a link, folder or device is in the way
    Result<bool> read(const QString &name, const DownloadFile::Sink &sink) const;

    /// \p mark tells the contents apart that may be begun under one name.
    /// \error Kind::Storage (code "Refused") a link or a file is in the way of a folder
    Result<std::unique_ptr<DownloadFile>> file(const QString &name, const QByteArray &mark) const;

private:
    explicit DownloadFolder(Descriptor root);
    Result<Descriptor> folderOf(const QStringList &parts, bool makes) const;

    std::shared_ptr<Descriptor> m_root;
};

} // namespace sm::backups
