package org.isocenter.dicom.codec;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_JPEG2000;
import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_MJPEG;
import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INVALIDDATA;
import static org.bytedeco.ffmpeg.global.avutil.AV_LOG_QUIET;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_log_set_level;

import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;

/** Decodes one code stream with FFmpeg; a context of its own each time, so that no stream meets another. */
final class FfmpegDecoder {
    private final CodeStream kind;

    FfmpegDecoder(CodeStream kind) {
        this.kind = kind;
    }

    Picture decode(byte[] stream, long mostPixels) {
        Precision precision = Precision.of(kind, stream);
        try {
            av_log_set_level(AV_LOG_QUIET); // what it would print may quote the stream
            return decoded(stream, precision, mostPixels);
        } catch (LinkageError e) {
            throw new PlatformException(
                    ErrorCode.UNSUPPORTED_TRANSFER_SYNTAX,
                    "Expected FFmpeg's libraries for this machine to decode %s; they cannot be loaded.".formatted(kind),
                    e);
        }
    }

    private Picture decoded(byte[] stream, Precision precision, long mostPixels) {
        AVCodecContext context = avcodec_alloc_context3(avcodec_find_decoder(id()));
        AVPacket packet = av_packet_alloc();
        AVFrame frame = av_frame_alloc();
        try {
            context.max_pixels(mostPixels);
            context.err_recognition(AV_EF_EXPLODE);
            require(avcodec_open2(context, context.codec(), (AVDictionary) null));
            require(av_new_packet(packet, stream.length));
            packet.data().put(stream, 0, stream.length);
            require(avcodec_send_packet(context, packet));
            require(avcodec_receive_frame(context, frame));
            if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
                require(AVERROR_INVALIDDATA());
            }
            return new FfmpegPlanes(frame, kind, precision).picture();
        } finally {
            av_frame_free(frame);
            av_packet_free(packet);
            avcodec_free_context(context);
        }
    }

    private int id() {
        return switch (kind) {
            case JPEG -> AV_CODEC_ID_MJPEG;
            case JPEG_2000 -> AV_CODEC_ID_JPEG2000;
            case JPEG_LOSSLESS, JPEG_LS -> throw new IllegalArgumentException(kind + " has a decoder of its own");
        };
    }

    private void require(int answer) {
        if (answer < 0) {
            throw new PlatformException(
                    ErrorCode.UNDECODABLE_PIXELS,
                    "Expected a whole %s code stream; FFmpeg stops at it with %d.".formatted(kind, answer));
        }
    }
}
